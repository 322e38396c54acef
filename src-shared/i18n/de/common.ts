import type { common as english } from '../en/common.ts'
import type { Wording } from '../wording.ts'

/** Words that many places share. */
export const common: Wording<typeof english> = {
  cancel: 'Abbrechen',
  close: 'Schließen',
  save: 'Speichern',
  copy: 'Kopieren',
  copied: 'Kopiert',
  copyThis: (what) => `${what} kopieren`,
  back: 'Zurück',
  undo: 'Rückgängig',
}
