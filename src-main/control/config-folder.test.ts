import { expect, it } from 'vitest'
import { configFolder } from './config-folder.ts'
import { profilesFolder } from './profile-store.ts'

it.each([
  ['linux', { HOME: '/home/anna' }, '/home/anna/.config/culvert'],
  ['linux', { HOME: '/home/anna', XDG_CONFIG_HOME: '/data/config' }, '/data/config/culvert'],
  ['linux', { HOME: '/home/anna', XDG_CONFIG_HOME: 'relative' }, '/home/anna/.config/culvert'],
  ['linux', { XDG_CONFIG_HOME: '/data/config' }, '/data/config/culvert'],
  ['darwin', { HOME: '/Users/anna' }, '/Users/anna/Library/Application Support/Culvert'],
] as const)('on %s with %j it is %s', (platform, env, folder) =>
  expect(configFolder(env, platform)).toBe(folder),
)

it('is nowhere without a home', () => expect(() => configFolder({}, 'linux')).toThrow('HOME'))

it.each([{ HOME: '/home/anna' }, { XDG_CONFIG_HOME: '/data' }, { HOME: '/h', XDG_CONFIG_HOME: 'relative' }])(
  'with %j holds the profiles that the command line finds',
  (env) => expect(profilesFolder(env)).toBe(`${configFolder(env, 'linux')}/profiles`),
)
