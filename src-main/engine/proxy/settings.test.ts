import { describe, expect, it } from 'vitest'
import { FailureError } from '../../../src-shared/failure.ts'
import { proxyIn } from './ask-script.ts'
import { proxyFromEnvironment } from './from-environment.ts'
import { proxyFromGnome } from './from-gnome.ts'
import { proxyFromMacos } from './from-macos.ts'
import { proxyFromWindows } from './from-windows.ts'
import { isExempt } from './no-proxy.ts'
import { parseProxy, proxyName } from './proxy.ts'
import { answerFor } from './settings.ts'

describe('the address of a proxy', () => {
  it.each([
    ['http://proxy:3128', { kind: 'http', host: 'proxy', port: 3128 }],
    ['proxy.example', { kind: 'http', host: 'proxy.example', port: 80 }],
    ['https://proxy/', { kind: 'https', host: 'proxy', port: 443 }],
    ['socks5h://[2001:db8::1]:1080', { kind: 'socks5', host: '2001:db8::1', port: 1080 }],
    [
      'http://an%40na:p%3Aw@proxy:1',
      { kind: 'http', host: 'proxy', port: 1, user: 'an@na', password: 'p:w' },
    ],
    ['ftp://proxy', undefined],
    ['http://proxy:70000', undefined],
    ['http://pro xy', undefined],
  ])('%s', (text, proxy) => expect(parseProxy(text)).toEqual(proxy))

  it('is shown without its password', () => {
    const proxy = parseProxy('http://anna:sesame@[::1]:8080')
    expect(proxy && proxyName(proxy)).toBe('http://[::1]:8080')
  })
})

describe('exceptions', () => {
  it.each([
    ['example.com', 'vpn.example.com', true],
    ['.example.com', 'example.com', true],
    ['*.example.com', 'vpn.example.com', true],
    ['ample.com', 'example.com', false],
    ['example.com:443', 'example.com', true],
    ['example.com:8443', 'example.com', false],
    ['192.0.2.0/24', '192.0.2.77', true],
    ['192.0.2.0/24', '198.51.100.1', false],
    ['2001:db8::/32', '2001:db8::7', true],
    ['[2001:db8::7]:443', '2001:0db8::7', true],
    ['192.0.2.1', '192.0.2.1', true],
    ['<local>', 'intranet', true],
    ['*', 'anything', true],
    ['', 'anything', false],
    ['192.0.2.0/99', '192.0.2.1', false],
  ])('%s for %s', (entry, host, expected) => expect(isExempt([entry], host, 443)).toBe(expected))
})

describe('what this computer says', () => {
  it('in its environment', () => {
    expect(proxyFromEnvironment({})).toBeUndefined()
    expect(
      proxyFromEnvironment({ HTTPS_PROXY: 'http://a:1', ALL_PROXY: 'socks5://b', NO_PROXY: 'x, y' }),
    ).toEqual({
      proxies: ['http://a:1'],
      except: ['x', 'y'],
    })
    expect(proxyFromEnvironment({ https_proxy: 'http://a:1', HTTPS_PROXY: 'http://b:1' })?.proxies).toEqual([
      'http://a:1',
    ])
    expect(proxyFromEnvironment({ all_proxy: 'socks5://b' })?.proxies).toEqual(['socks5://b'])
    // Of http_proxy curl says that it is for http:// only.
    expect(proxyFromEnvironment({ http_proxy: 'http://a:1' })).toBeUndefined()
  })

  it('in GNOME', () => {
    const gnome = (mode: string, url = '') => `org.gnome.system.proxy autoconfig-url '${url}'
org.gnome.system.proxy ignore-hosts ['localhost', '127.0.0.0/8', '::1']
org.gnome.system.proxy mode '${mode}'
org.gnome.system.proxy use-same-proxy true
org.gnome.system.proxy.ftp host ''
org.gnome.system.proxy.ftp port 0
org.gnome.system.proxy.https host 'proxy.example'
org.gnome.system.proxy.https port 3128
org.gnome.system.proxy.socks host 'socks.example'
org.gnome.system.proxy.socks port 1080`
    expect(proxyFromGnome(gnome('none'))).toBeUndefined()
    expect(proxyFromGnome(gnome('manual'))).toEqual({
      proxies: ['http://proxy.example:3128', 'socks5://socks.example:1080'],
      except: ['localhost', '127.0.0.0/8', '::1'],
    })
    expect(proxyFromGnome(gnome('auto', 'http://wpad/x.pac'))?.script).toBe('http://wpad/x.pac')
    expect(proxyFromGnome(gnome('auto'))).toBeUndefined()
    expect(proxyFromGnome('')).toBeUndefined()
  })

  it('in macOS', () => {
    const macos = (script: 0 | 1) => `<dictionary> {
  ExceptionsList : <array> {
    0 : *.local
    1 : 169.254/16
  }
  HTTPSEnable : 1
  HTTPSPort : 8080
  HTTPSProxy : proxy.example
  ProxyAutoConfigEnable : ${script}
  ProxyAutoConfigURLString : http://wpad/x.pac
  SOCKSEnable : 0
}`
    expect(proxyFromMacos(macos(0))).toEqual({
      proxies: ['http://proxy.example:8080'],
      except: ['*.local', '169.254/16'],
    })
    expect(proxyFromMacos(macos(1))?.script).toBe('http://wpad/x.pac')
    expect(proxyFromMacos('<dictionary> {\n}')).toBeUndefined()
  })

  it('in the registry of Windows', () => {
    const windows = (enabled: 0 | 1, server: string, more = '') => `
HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings\r
    ProxyEnable    REG_DWORD    0x${enabled}\r
    ProxyServer    REG_SZ    ${server}\r
    ProxyOverride    REG_SZ    *.example.com;<local>\r
${more}`
    expect(proxyFromWindows(windows(1, 'proxy:8080'))).toEqual({
      proxies: ['proxy:8080'],
      except: ['*.example.com', '<local>'],
    })
    expect(proxyFromWindows(windows(1, 'http=a:1;https=b:2;socks=c:3'))?.proxies).toEqual([
      'b:2',
      'socks5://c:3',
    ])
    expect(proxyFromWindows(windows(0, 'proxy:8080'))).toBeUndefined()
    expect(
      proxyFromWindows(windows(0, 'a:1', '    AutoConfigURL    REG_SZ    http://wpad/x.pac\r\n'))?.script,
    ).toBe('http://wpad/x.pac')
  })

  it('means a proxy, a script, or neither, for one server', () => {
    const target = { host: 'vpn.example.com', port: 443 }
    const settings = { proxies: ['http://proxy:1'], except: [] }
    expect(answerFor(settings, target)).toMatchObject({ way: 'proxy', proxy: { host: 'proxy' } })
    expect(answerFor({ ...settings, except: ['example.com'] }, target)).toEqual({ way: 'direct' })
    expect(answerFor(settings, { host: '127.0.0.1', port: 443 })).toEqual({ way: 'direct' })
    expect(answerFor({ ...settings, script: 'http://x' }, target)).toEqual({ way: 'script', url: 'http://x' })
    try {
      answerFor({ proxies: ['ftp://anna:sesame@x'], except: [] }, target)
      expect.unreachable()
    } catch (cause) {
      expect(cause).toBeInstanceOf(FailureError)
      expect(String(cause)).not.toContain('sesame')
    }
  })

  it('and what a script says', () => {
    expect(proxyIn('PROXY a:8080; DIRECT', 's')).toEqual({ kind: 'http', host: 'a', port: 8080 })
    expect(proxyIn('SOCKS4 a:1; SOCKS5 b:2', 's')).toEqual({ kind: 'socks5', host: 'b', port: 2 })
    expect(proxyIn('DIRECT', 's')).toBeUndefined()
    expect(() => proxyIn('SOCKS4 a:1', 's')).toThrow('no-proxy')
  })
})
