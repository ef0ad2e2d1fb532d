export function App() {
  return <main>Whereabouts</main>
}
