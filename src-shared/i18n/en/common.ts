/** Words that many places share. */
export const common = {
  cancel: 'Cancel',
  close: 'Close',
  save: 'Save',
  copy: 'Copy',
  copied: 'Copied',
  copyThis: (what: string) => `Copy ${what}`,
  back: 'Back',
  undo: 'Undo',
}
