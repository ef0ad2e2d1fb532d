import { type CSSProperties, type RefObject, useLayoutEffect, useState } from 'react'

/** Where a layer belongs: at an element, or at the point of a right click. */
export type Anchor = Element | { readonly x: number; readonly y: number }

const GAP = 4
const EDGE = 8

/** Puts a layer beside its anchor, inside the window: below if there is room, aligned to the anchor's start edge. */
export function useAnchored(layer: RefObject<HTMLElement | null>, anchor: Anchor | null): CSSProperties {
  const [place, setPlace] = useState<{ readonly x: number; readonly y: number } | undefined>()

  useLayoutEffect(() => {
    function settle() {
      if (layer.current && anchor) setPlace(placeBeside(layer.current.getBoundingClientRect(), anchor))
    }
    settle()
    window.addEventListener('resize', settle)
    return () => window.removeEventListener('resize', settle)
  }, [layer, anchor])

  return { '--x': `${place?.x ?? 0}px`, '--y': `${place?.y ?? 0}px` } as CSSProperties
}

function placeBeside(own: DOMRect, anchor: Anchor): { readonly x: number; readonly y: number } {
  const at =
    anchor instanceof Element ? anchor.getBoundingClientRect() : new DOMRect(anchor.x, anchor.y, 0, 0)
  const mirrored = document.documentElement.dir === 'rtl'
  const below = at.bottom + GAP
  const above = at.top - GAP - own.height
  const start = mirrored ? at.right - own.width : at.left
  const end = mirrored ? at.left : at.right - own.width
  const fits = (x: number) => x >= EDGE && x + own.width <= innerWidth - EDGE
  return {
    x: clamp(fits(start) ? start : end, innerWidth - own.width),
    y: clamp(
      below + own.height <= innerHeight - EDGE || above < EDGE ? below : above,
      innerHeight - own.height,
    ),
  }
}

function clamp(value: number, largest: number): number {
  return Math.max(EDGE, Math.min(value, largest - EDGE))
}
