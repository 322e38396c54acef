/** They bring no types along; this is all that we use of them. */
declare module 'js-yaml' {
  export function load(text: string): unknown
}
declare module 'plist' {
  const plist: { parse(text: string): unknown }
  export default plist
}
