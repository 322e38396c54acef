import { expect, it } from 'vitest'
import { CONTENT_SECURITY_POLICY } from './content-security-policy.ts'

it('lets the window load its own files only, run nothing inline and talk to nobody', () => {
  const directives = CONTENT_SECURITY_POLICY.split('; ')
  expect(directives[0]).toBe("default-src 'none'")
  const allowed = new Set(directives.flatMap((directive) => directive.split(' ').slice(1)))
  expect([...allowed].sort()).toEqual(["'none'", "'self'", 'data:'])
  expect(directives.filter((directive) => directive.includes('data:'))).toEqual(["img-src 'self' data:"])
})
