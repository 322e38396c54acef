/** Words that many places share. */
export const common = {
  cancel: 'Cancel',
  close: 'Close',
  save: 'Save',
  copy: 'Copy',
  copied: 'Copied',
  back: 'Back',
  undo: 'Undo',
}
