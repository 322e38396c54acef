import { replaceSystemErrors } from './system-error.ts'

const SYSTEM_ERRORS: Readonly<Record<string, string>> = {
  EACCES: 'permission was denied',
  EADDRNOTAVAIL: 'this computer has no address to send from',
  EAI_AGAIN: 'the DNS server did not answer',
  EAI_FAIL: 'the DNS server reported an error of its own',
  ECONNABORTED: 'this computer gave the connection up',
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the other side cut the connection off',
  EDQUOT: 'your share of the disk is used up',
  EFTYPE: 'it is not an ordinary file',
  EHOSTDOWN: 'the computer there is switched off',
  EHOSTUNREACH: 'no way leads to that computer',
  EIO: 'the disk or the device reported an error',
  EISDIR: 'it is a folder, not a file',
  ELOOP: 'its links lead in a circle',
  EMFILE: 'too many files are open',
  ENETDOWN: 'the network is down',
  ENETUNREACH: 'no way leads to that network',
  ENODEV: 'the device does not exist',
  ENOENT: 'it does not exist',
  ENOMEM: 'there is not enough memory',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of its path is not a folder',
  ENXIO: 'the device does not exist',
  EPERM: 'it is not permitted',
  EPIPE: 'the other side has closed the connection',
  EROFS: 'the disk can only be read',
  ETIMEDOUT: 'nothing answered in time',
}

/** Puts words in place of the operating system's names for errors. */
export function inWords(detail: string): string {
  return detail === '' ? 'no reason was given' : replaceSystemErrors(detail, SYSTEM_ERRORS)
}
