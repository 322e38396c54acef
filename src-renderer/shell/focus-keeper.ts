/** Where the focus was last in one layer of the window: the page itself, or a sheet or menu over it. */
interface Place {
  element: HTMLElement
  /** What it stood in, from the inside out; the last one is the layer. */
  within: readonly HTMLElement[]
}

/** What can be reached by Tab, or where a list takes up the focus. */
const TABBABLE = 'button, input, select, textarea, a[href], [tabindex]:not([tabindex="-1"])'

/** Around these there is no near place any more, only another view. */
const VIEW = 'main, .window, #root, body'

/**
 * Sees to it that whoever goes by keyboard never loses his place: when what had the focus goes away, is disabled or is made
 * inert, the focus goes back to where it was under a sheet or menu that closed, else to what is nearest, else to the title.
 *
 * It looks at the document after each change instead of trusting an order of events. React Aria gives the focus back one
 * frame after a sheet has closed, but waits for all transitions to end when the last input was not a key: and Enter in a
 * form is such a one until it is let go, because the browser presses the form's button by itself.
 */
export function keepFocus(): () => void {
  const places: Place[] = []

  const note = ({ target }: FocusEvent) => {
    if (!(target instanceof HTMLElement) || target === document.body) return
    const within = ancestors(target)
    forget(places, ({ within: old }) => old.at(-1) === within.at(-1) || !isThere(old))
    places.push({ element: target, within })
  }
  const look = () => {
    const last = places.at(-1)
    if (last === undefined || !isLost()) return
    // A click beside everything, for example, takes the focus away from what could have kept it.
    if (canHold(last.element)) places.pop()
    else if (places.findLast(goTo) === undefined) takeFocus(home())
  }
  // At that moment what is to have the focus next does not have it yet.
  const left = ({ relatedTarget }: FocusEvent) => {
    if (relatedTarget === null) queueMicrotask(look)
  }

  if (isLost()) takeFocus(home())
  const active = document.activeElement
  if (active instanceof HTMLElement && !isLost()) places.push({ element: active, within: ancestors(active) })
  const changes = new MutationObserver(look)
  changes.observe(document.body, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['disabled', 'inert', 'hidden'],
  })
  document.addEventListener('focusin', note, true)
  document.addEventListener('focusout', left, true)
  return () => {
    changes.disconnect()
    document.removeEventListener('focusin', note, true)
    document.removeEventListener('focusout', left, true)
  }
}

const isLost = () => document.activeElement === null || document.activeElement === document.body

const isThere = (within: readonly HTMLElement[]) => within.at(-1)?.isConnected === true

function canHold(element: HTMLElement): boolean {
  return (
    element.isConnected &&
    !element.matches(':disabled') &&
    element.closest('[inert]') === null &&
    element.checkVisibility({ visibilityProperty: true })
  )
}

/** Returns whether it has the focus then: only the browser knows for certain what can have it. */
function takeFocus(element: HTMLElement | null): boolean {
  element?.focus()
  return element !== null && document.activeElement === element
}

/** Goes to a place, or to what is nearest to where it was. */
function goTo({ element, within }: Place): boolean {
  if (!isThere(within)) return false
  if (element.isConnected && takeFocus(element)) return true
  for (const each of within) {
    if (each.matches(VIEW)) return false
    if (each.isConnected && [...each.querySelectorAll<HTMLElement>(TABBABLE)].some(takeFocus)) return true
  }
  return false
}

/** Where reading goes on: the title of the view, or a row of the list where the list stands alone. */
function home(): HTMLElement | null {
  return (
    document.querySelector<HTMLElement>('h1') ?? document.querySelector<HTMLElement>('.list [role="row"]')
  )
}

function ancestors(element: HTMLElement): HTMLElement[] {
  const { parentElement } = element
  return parentElement === null || parentElement === document.body
    ? [...(parentElement === null ? [] : [element])]
    : [parentElement, ...ancestors(parentElement)]
}

function forget(places: Place[], isOld: (place: Place) => boolean): void {
  places.splice(0, places.length, ...places.filter((place) => !isOld(place)))
}
