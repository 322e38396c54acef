import { execFileSync } from 'node:child_process'
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PackageRequest } from './fpm-arguments.ts'
import { QUICK, type TreeEntry } from './package-tree.ts'

/**
 * Folders that are ours alone, and those that not every system has: in rpm several packages may own a folder, and the last one takes it
 * away. Every other one belongs to the system's own packages.
 */
const OWN_FOLDERS =
  /^(opt\/Culvert|usr\/lib\/culvert|usr\/share\/(fish|metainfo|zsh\/site-functions|icons\/hicolor\/1024x1024))(\/|$)/

/** electron-builder calls processors by Debian's names. */
const PROCESSORS: Readonly<Record<string, string>> = { amd64: 'x86_64', arm64: 'aarch64' }

/** Makes an rpm of the tree in `root` with rpmbuild, in `work`. */
export function makeRpm(
  request: PackageRequest,
  root: string,
  entries: readonly TreeEntry[],
  { work, time }: { work: string; time: number },
): void {
  const spec = join(work, 'package.spec')
  writeFileSync(spec, specFile(request, entries))
  execFileSync(
    'rpmbuild',
    [
      ...[
        '-bb',
        '--quiet',
        '--buildroot',
        root,
        '--target',
        `${PROCESSORS[request.architecture] ?? request.architecture}-unknown-linux`,
      ],
      ...[
        '--define',
        `_topdir ${work}`,
        '--define',
        `_rpmdir ${work}/rpms`,
        '--define',
        '_rpmfilename package.rpm',
      ],
      spec,
    ],
    { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, SOURCE_DATE_EPOCH: String(time) } },
  )
  copyFileSync(join(work, 'rpms', 'package.rpm'), request.file)
}

function specFile(request: PackageRequest, entries: readonly TreeEntry[]): string {
  const requires = request.depends.map((name) => `Requires: ${name}`).join('\n')
  return `%global __os_install_post %{nil}
%global _build_id_links none
%global use_source_date_epoch_as_buildtime 1
%global clamp_mtime_to_source_date_epoch 1
%global _buildhost culvert
%global _binary_payload ${process.env[QUICK] === undefined ? 'w19.zstdio' : 'w1.zstdio'}
Name: ${request.name}
Version: ${request.version}
Release: ${request.iteration || '1'}
Summary: ${request.summary}
License: ${request.licence}
Group: ${request.category}
URL: ${request.url}
Packager: ${request.maintainer}
AutoReqProv: no
${requires}

%description
${request.description}

${scriptlet('%post', request.afterInstall)}
${scriptlet('%preun', request.beforeRemove)}
${scriptlet('%postun', request.afterRemove)}
%files
%defattr(-,root,root,-)
${entries.filter(isListed).map(lineOf).join('\n')}
`
}

/** In a spec file a percent sign begins a macro. */
const scriptlet = (name: string, file: string) =>
  file === '' ? '' : `${name} -p /bin/sh\n${readFileSync(file, 'utf8').replaceAll('%', '%%')}`

const isListed = ({ path, type }: TreeEntry) => type !== 'folder' || OWN_FOLDERS.test(path)

function lineOf({ path, type }: TreeEntry): string {
  const quoted = `"/${path.replaceAll('%', '%%')}"`
  if (type === 'folder') return `%dir ${quoted}`
  return path.endsWith('/chrome-sandbox') ? `%attr(4755,root,root) ${quoted}` : quoted
}
