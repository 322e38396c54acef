import { describe, expect, it } from 'vitest'
import type { Failure } from '../failure.ts'
import { ONE_OF_EACH } from '../failure-examples.ts'
import { describeFailure } from '../failure-words.ts'

function said(failure: Failure): string {
  const { title, cause, remedy } = describeFailure(failure)
  return [title, cause, remedy].join('\n')
}

describe('what a user reads', () => {
  it('profile-not-found', () =>
    expect(said(ONE_OF_EACH['profile-not-found'])).toMatchInlineSnapshot(`
    "There is no profile "office"
    It is neither a file nor the name of a saved profile.
    Give the path of a .sstp file, an address such as sstp://anna@vpn.example.com, or the name of a profile in ~/.config/culvert/profiles."
  `))

  it('profile-unreadable', () =>
    expect(said(ONE_OF_EACH['profile-unreadable'])).toMatchInlineSnapshot(`
    "The profile can't be read
    office.sstp: permission was denied (EACCES).
    Check the path, and that the file belongs to you or may be read by you."
  `))

  it('profile-malformed', () =>
    expect(said(ONE_OF_EACH['profile-malformed'])).toMatchInlineSnapshot(`
    "The profile has a mistake
    office.sstp, line 3, column 1: "link.mtu" must be "auto" or a whole number from 576 to 4087.
    Correct that place and try again. docs/profile-format.md explains every line with an example."
  `))

  it('cancelled', () =>
    expect(said(ONE_OF_EACH.cancelled)).toMatchInlineSnapshot(`
    "Stopped before the connection was up
    You ended it. Nothing on this computer was left changed.
    Connect again whenever you like."
  `))

  it('usage', () =>
    expect(said(ONE_OF_EACH.usage)).toMatchInlineSnapshot(`
      "The command can't be run like this
      There is no command "conect". Did you mean "connect"?
      Run "culvert help" to see the commands with examples."
    `))

  it('internal', () =>
    expect(said(ONE_OF_EACH.internal)).toMatchInlineSnapshot(`
      "Culvert made a mistake
      Something happened that its authors did not expect: TypeError: cannot read address.
      Try again. If this computer's network seems wrong, run "culvert repair". Please report the mistake together with this text."
    `))
})
