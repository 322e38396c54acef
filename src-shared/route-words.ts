import { textsFor } from './i18n/texts.ts'
import type { RouteClash, RouteNote } from './route-preview.ts'
import type { Language } from './settings.ts'
import { unreachable } from './unreachable.ts'

/** A statement about what goes where, in whole sentences. */
export function routeNoteWords(note: RouteNote, language: Language): string {
  const { routes: words } = textsFor(language)
  switch (note.about) {
    case 'everything':
      return words.everything
    case 'only':
      return sentences(
        (note.rest === 'blocked' ? words.onlyAtAll : words.only)(note.networks.join(', ')),
        note.announced && words.announced,
      )
    case 'except':
      return note.networks.length === 0 ? words.exceptNothing : words.except(note.networks.join(', '))
    case 'local-network':
      return note.reachable ? words.localReachable : words.localClosed
    case 'ipv6':
      return note.without === 'blocked' ? words.ipv6Blocked : words.ipv6Left
    case 'server':
      return words.server(note.host)
    case 'names': {
      const { servers, domains } = note
      const who = {
        server: words.namesOfServer,
        custom: words.namesCustom(servers.join(', ')),
        none: words.namesUnchanged,
      }
      return sentences(who[note.from], domains.length > 0 && words.namesDomains(domains.join(', ')))
    }
    case 'kill-switch':
      return note.localNetwork ? words.killSwitchLocal : words.killSwitch
    case 'clash':
      return clashWords(note.clash, language)
    default:
      return unreachable(note)
  }
}

/** The warning about a clash. */
export function clashWords({ chosen, host, effect }: RouteClash, language: Language): string {
  const { routes: words } = textsFor(language)
  const what = words.kind[host.kind]
  if (effect === 'stays-here') return words.staysHere(what, host.network, host.device, chosen ?? '')
  if (chosen === undefined || chosen === host.network)
    return words.goesThrough(what, host.network, host.device)
  return words.partGoesThrough(what, host.network, host.device, chosen)
}

const sentences = (...parts: readonly (string | false)[]) => parts.filter((part) => part !== false).join(' ')
