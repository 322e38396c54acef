/** It brings no types along; this is all that we use of it. */
declare module 'js-yaml' {
  export function load(text: string): unknown
}
