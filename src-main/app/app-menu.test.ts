import { describe, expect, it } from 'vitest'
import { textsFor } from '../../src-shared/i18n/texts.ts'
import { appMenu } from './app-menu.ts'

type Item = ReturnType<typeof appMenu>[number]
const linux = { platform: 'linux', packaged: true } as const

function menuOn(options: Parameters<typeof appMenu>[2]) {
  const done: string[] = []
  const menu = appMenu(
    textsFor('en'),
    {
      open: (view) => done.push(view),
      chooseFiles: () => done.push('choose files'),
      openUserGuide: () => done.push('user guide'),
      quit: () => done.push('quit'),
    },
    options,
  )
  return { menu, done, items: menu.flatMap(({ submenu }) => submenu as Item[]) }
}

describe('the application menu', () => {
  it('leads to every place, each key to one of them', () => {
    const { items, done } = menuOn(linux)
    const keys = items.flatMap(({ accelerator }) => (accelerator === undefined ? [] : [accelerator]))
    expect(new Set(keys).size).toBe(keys.length)
    for (const { click } of items) (click as (() => void) | undefined)?.()
    expect(done).toEqual(['add', 'choose files', 'settings', 'quit', 'logs', 'user guide', 'about'])
  })

  it('has what macOS expects of a program in a menu of its own', () => {
    const { menu, done } = menuOn({ platform: 'darwin', packaged: true })
    const own = menu.find(({ role }) => role === 'appMenu')
    for (const { click } of (own?.submenu ?? []) as Item[]) (click as (() => void) | undefined)?.()
    expect(done).toEqual(['about', 'settings', 'quit'])
  })

  it('has a label of our language for every role', () => {
    for (const { role, type, label } of menuOn(linux).items) {
      if (role !== undefined || type !== 'separator') expect(label).toBeTruthy()
    }
  })

  it('has tools for developers in a checkout only', () => {
    const hasTools = (packaged: boolean) =>
      menuOn({ ...linux, packaged }).items.some(({ role }) => role === 'toggleDevTools')
    expect(hasTools(false)).toBe(true)
    expect(hasTools(true)).toBe(false)
  })
})
