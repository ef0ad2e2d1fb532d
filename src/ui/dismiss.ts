import { type RefObject, useEffect, useEffectEvent } from 'react'
import type { Anchor } from './anchored.ts'

/** A press outside of the layer closes it. The anchor is left out: it closes by itself what it has opened. */
export function useDismissOutside(
  layer: RefObject<HTMLElement | null>,
  anchor: Anchor | null,
  onDismiss: () => void,
): void {
  const dismiss = useEffectEvent(onDismiss)
  useEffect(() => {
    function onPointerDown({ target }: PointerEvent) {
      if (!(target instanceof Node) || layer.current?.contains(target)) return
      if (anchor instanceof Element && anchor.contains(target)) return
      dismiss()
    }
    document.addEventListener('pointerdown', onPointerDown, true)
    return () => document.removeEventListener('pointerdown', onPointerDown, true)
  }, [layer, anchor])
}
