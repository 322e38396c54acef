import { type RefObject, useEffect, useRef } from 'react'

/** Within so many pixels of the end the view follows it. */
const AT_END_PX = 40

/** A scroll this soon after the wheel or a key was moved by the user; others come from lines that were added. */
const BY_USER_MS = 500

/**
 * Whether the user wants to see what comes: not once he has scrolled up or marks text, and again when he is back at the
 * end. Returns what the scrolling element has to listen to.
 */
export function useFollowing(
  scroller: RefObject<HTMLElement | null>,
  onFollow: (following: boolean) => void,
) {
  const movedAt = useRef(Number.NEGATIVE_INFINITY)

  useEffect(() => {
    const marks = () => {
      const selection = getSelection()
      const inside = scroller.current?.contains(selection?.anchorNode ?? null)
      if (inside && selection?.isCollapsed === false) onFollow(false)
    }
    document.addEventListener('selectionchange', marks)
    return () => document.removeEventListener('selectionchange', marks)
  }, [scroller, onFollow])

  const moves = ({ timeStamp }: { timeStamp: number }) => {
    movedAt.current = timeStamp
  }
  return {
    onWheel: moves,
    onTouchMove: moves,
    onKeyDown: moves,
    // The scroll bar is held for as long as the user likes.
    onPointerDown: () => {
      movedAt.current = Number.POSITIVE_INFINITY
    },
    onPointerUp: moves,
    onScroll: ({ currentTarget, timeStamp }: { currentTarget: HTMLElement; timeStamp: number }) => {
      const { scrollTop, clientHeight, scrollHeight } = currentTarget
      if (timeStamp - movedAt.current > BY_USER_MS) return
      onFollow(scrollHeight - scrollTop - clientHeight < AT_END_PX)
    },
  }
}
