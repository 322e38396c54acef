import { describe, expect, it } from 'vitest'
import type { Failure } from '../failure.ts'
import { ONE_OF_EACH } from '../failure-examples.ts'
import { describeFailure } from '../failure-words.ts'

function said(failure: Failure): string {
  const { title, cause, remedy } = describeFailure(failure)
  return [title, cause, remedy].join('\n')
}

describe('what a user reads', () => {
  it('helper-missing', () =>
    expect(said(ONE_OF_EACH['helper-missing'])).toMatchInlineSnapshot(`
    "Network helper missing
    The small program that may change this computer's network settings is not installed; it was expected at /usr/libexec/culvert/culvert-helper.
    In a checkout of the source, "npm run setup" builds it; then run Culvert with sudo, or install the helper for everybody as docs/security.md shows."
  `))

  it('helper-refused', () =>
    expect(said(ONE_OF_EACH['helper-refused'])).toMatchInlineSnapshot(`
      "Culvert wasn't allowed to change the network
      Changing the network needs an administrator's permission on this computer. The request for it was dismissed.
      Connect again and confirm with the password of an administrator of this computer. Where nothing can ask (over SSH, without a desktop), run it with sudo, or start an authentication agent (pkttyagent) in the same session."
    `))

  it('helper-failed', () =>
    expect(said(ONE_OF_EACH['helper-failed'])).toMatchInlineSnapshot(`
    "This computer's network settings couldn't be changed
    The helper failed at "route 10.0.0.0/8": it is not permitted (EPERM).
    Whatever was changed is put back when the helper ends. Try again. If this computer's network seems wrong now, run "culvert repair". If it stays, report this text."
  `))

  it('helper-lost', () =>
    expect(said(ONE_OF_EACH['helper-lost'])).toMatchInlineSnapshot(`
    "The network helper ended unexpectedly
    The small program that keeps the network settings of the tunnel was ended from outside, or crashed. Without it the tunnel cannot go on.
    Connect again: that also puts back what was left changed. If this computer's network seems wrong now, run "culvert repair"."
  `))

  it('tun-unavailable', () =>
    expect(said(ONE_OF_EACH['tun-unavailable'])).toMatchInlineSnapshot(`
    "This computer can't make a tunnel device
    The virtual network card that the tunnel needs is not available: /dev/net/tun: it does not exist (ENOENT).
    On Linux, load the driver with "sudo modprobe tun". After an update of the kernel, restart the computer first. In a container, give it the device /dev/net/tun. Culvert needs Linux for now."
  `))

  it('tun-busy', () =>
    expect(said(ONE_OF_EACH['tun-busy'])).toMatchInlineSnapshot(`
    "The tunnel device sstp0 is in use
    Another program, probably another Culvert, has it open.
    Disconnect the other tunnel, or end the program that uses the device, and connect again. If none is running, run "culvert repair"."
  `))

  it('tun-failed', () =>
    expect(said(ONE_OF_EACH['tun-failed'])).toMatchInlineSnapshot(`
    "The tunnel device sstp0 stopped working
    The system reports: cannot read: the disk or the device reported an error (EIO).
    Another program may have removed the device. Connect again, which makes a new one. If this computer's network seems wrong now, run "culvert repair"."
  `))
})
