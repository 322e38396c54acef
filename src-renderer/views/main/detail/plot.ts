import uPlot from 'uplot'
import { graphData } from './graph-data.ts'

/** The height that the style sheet gives the box, and its width. */
function sizeOf(parent: HTMLElement): { width: number; height: number } {
  return { width: Math.max(1, parent.clientWidth), height: Math.max(1, parent.clientHeight) }
}

/** The colours of the style sheet, which a canvas does not see by itself. */
function colours(parent: HTMLElement) {
  const style = getComputedStyle(parent)
  const down = style.getPropertyValue('border-block-start-color')
  return { down, fill: faded(down), up: style.getPropertyValue('border-block-end-color') }
}

/** `rgb(1, 2, 3)` at 16 % opacity. */
function faded(colour: string): string {
  return colour.replace(/^rgb\((.*)\)$/, 'rgb($1, 0.16)')
}

/** A bare plot of two lines, without axes, legend and cursor. Returns what feeds it and what takes it away. */
export function createPlot(parent: HTMLElement): { plot: uPlot; destroy: () => void } {
  const { down, fill, up } = colours(parent)
  const plot = new uPlot(
    {
      ...sizeOf(parent),
      padding: [2, 0, 2, 0],
      cursor: { show: false },
      legend: { show: false },
      axes: [{ show: false }, { show: false }],
      scales: { x: { time: false, auto: false }, y: { auto: false } },
      series: [
        {},
        { stroke: down, width: 2, fill, points: { show: false } },
        { stroke: up, width: 1.5, dash: [4, 3], points: { show: false } },
      ],
    },
    graphData([]),
    parent,
  )
  const observer = new ResizeObserver(() => plot.setSize(sizeOf(parent)))
  observer.observe(parent)
  return {
    plot,
    destroy: () => {
      observer.disconnect()
      plot.destroy()
    },
  }
}
