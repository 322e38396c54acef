import type { HostFailure } from '../failure.ts'
import type { WordsFor } from './catalogue.ts'
import { inWords } from './en-system-error.ts'
import { sentence } from './system-error.ts'

const BLOCKED = {
  'connection-lost':
    'The connection was lost for good, and its kill switch keeps everything else from leaving.',
  crash: 'Culvert ended unexpectedly while a kill switch was on, and the kill switch stays until you decide.',
  lockdown: 'You chose to block everything while no VPN is connected.',
}
const REPAIR = 'If this computer\'s network seems wrong now, run "culvert repair".'

/** Why permission was not given. */
const REFUSED = {
  dismissed: 'The request for it was dismissed.',
  'no-agent': 'Nothing here could ask for it: no authentication agent runs in this session.',
  denied: 'It was not given.',
} as const

export const HOST_WORDS: WordsFor<HostFailure> = {
  'helper-missing': ({ path }) => ({
    title: 'Network helper missing',
    cause: `The small program that may change this computer's network settings is not installed; it was expected at ${path}.`,
    remedy:
      'In a checkout of the source, "npm run setup" builds it; then run Culvert with sudo, or install the helper for everybody as docs/security.md shows.',
  }),
  'helper-refused': ({ because, detail }) => ({
    title: "Culvert wasn't allowed to change the network",
    cause: `Changing the network needs an administrator's permission on this computer. ${REFUSED[because] ?? REFUSED.denied}${detail && ` (${detail})`}`,
    remedy:
      'Connect again and confirm with the password of an administrator of this computer. Where nothing can ask (over SSH, without a desktop), run it with sudo, or start an authentication agent (pkttyagent) in the same session.',
  }),
  'helper-failed': ({ step, detail }) => ({
    title: "This computer's network settings couldn't be changed",
    cause: sentence(`The helper failed at "${step}": ${inWords(detail)}`),
    remedy:
      step === 'repair'
        ? 'Something that an earlier run changed may still be there. Run "sudo culvert repair" once more; if it stays, report this text.'
        : `Whatever was changed is put back when the helper ends. Try again. ${REPAIR} If it stays, report this text.`,
  }),
  'helper-lost': () => ({
    title: 'The network helper ended unexpectedly',
    cause:
      'The small program that keeps the network settings of the tunnel was ended from outside, or crashed. Without it the tunnel cannot go on.',
    remedy: `Connect again: that also puts back what was left changed. ${REPAIR}`,
  }),
  'helper-not-installed': ({ because, detail }) => ({
    title: "The network helper wasn't installed",
    cause:
      because === 'failed'
        ? sentence(`Putting it in place failed: ${inWords(detail)}`)
        : `Installing it needs an administrator's permission on this computer. ${REFUSED[because] ?? REFUSED.denied}`,
    remedy:
      because === 'failed'
        ? 'Try again. If it stays, install it by hand; the instructions come with Culvert. Until then Culvert cannot open connections.'
        : 'Try again and confirm with the password of an administrator of this computer, or ask one to do it. Until then Culvert cannot open connections.',
  }),
  blocked: ({ because }) => ({
    title: 'Internet access is blocked on this computer',
    cause: BLOCKED[because] ?? BLOCKED['connection-lost'],
    remedy:
      'Connect again, or unblock the internet: with "Unblock" in the window, or with "culvert unblock" (with sudo where nothing can ask for permission).',
  }),
  'block-failed': ({ detail }) => ({
    title: "The kill switch couldn't be turned on",
    cause: sentence(
      `Without it nothing would keep traffic from going around the tunnel, so Culvert didn't connect. The firewall said: ${inWords(detail)}`,
    ),
    remedy: detail.includes('is not installed')
      ? 'Install nftables (on Debian and Ubuntu: "sudo apt install nftables") and connect again, or turn the kill switch off in the profile.'
      : 'The kill switch needs nftables, in the system and in its kernel. After an update of the kernel, restart the computer. If it stays, turn the kill switch off in the profile and report this text.',
  }),
  'unblock-failed': ({ detail }) => ({
    title: "The block couldn't be removed",
    cause: sentence(`The firewall said: ${inWords(detail)}`),
    remedy:
      'Run "sudo culvert unblock" once more. If it stays, "sudo nft delete table inet culvert" removes the block without Culvert, and a restart of the computer does, too, unless lockdown is on.',
  }),
  'tun-unavailable': ({ detail }) => ({
    title: "This computer can't make a tunnel device",
    cause: sentence(`The virtual network card that the tunnel needs is not available: ${inWords(detail)}`),
    remedy:
      'On Linux, load the driver with "sudo modprobe tun". After an update of the kernel, restart the computer first. In a container, give it the device /dev/net/tun. Culvert needs Linux for now.',
  }),
  'tun-busy': ({ device }) => ({
    title: `The tunnel device ${device} is in use`,
    cause: 'Another program, probably another Culvert, has it open.',
    remedy:
      'Disconnect the other tunnel, or end the program that uses the device, and connect again. If none is running, run "culvert repair".',
  }),
  'tun-failed': ({ device, detail }) => ({
    title: `The tunnel device ${device} stopped working`,
    cause: sentence(`The system reports: ${inWords(detail)}`),
    remedy: `Another program may have removed the device. Connect again, which makes a new one. ${REPAIR}`,
  }),
}
