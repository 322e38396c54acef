/** Vite bundles style sheets; to the compiler they are imports for their effect only. */
declare module '*.css'
