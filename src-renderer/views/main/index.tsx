export function MainView() {
  return <main />
}
