import { run } from '../../e2e/testbed/processes.ts'

/** The versions of Debian packages, installed or else those that would be unpacked: "openvpn 2.6.3-1". */
export async function debianVersions(packages: readonly string[]): Promise<string[]> {
  const { stdout } = await run('apt-cache', ['policy', ...packages])
  return versionsIn(stdout)
}

export function versionsIn(policy: string): string[] {
  return [...policy.matchAll(/^(\S+):\n {2}Installed: (.+)\n {2}Candidate: (.+)$/gm)].map(
    ([, name, installed, candidate]) => `${name} ${installed === '(none)' ? candidate : installed}`,
  )
}
