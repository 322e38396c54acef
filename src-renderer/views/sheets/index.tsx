export { ChangePasswordSheet } from './change-password-sheet.tsx'
export { CredentialSheet } from './credential-sheet.tsx'
export { QuitQuestion } from './quit-question.tsx'
export { TrustSheet } from './trust/trust-sheet.tsx'
