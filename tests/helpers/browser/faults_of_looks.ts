import { join } from 'node:path'
import type { Page } from 'playwright-core'

/** A folder that exists. Every part of a page is kept there as a picture: that of two versions can be laid side by side. */
const FOLDER = process.env.KEEP_PHOTOGRAPHS

/** What is wrong with the looks of a page as it stands, whatever its colours: a line for each. */
const FAULTS = `(() => {
  const nameOf = (element) => element.outerHTML.replace(/\\s+/g, ' ').slice(0, 120)
  const boxOf = (element) => element.getBoundingClientRect()
  const isSeen = (element) =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
    !element.closest('.visually-hidden, .skip')
  const all = (selector) => [...document.querySelectorAll(selector)].filter(isSeen)

  /** Text of its own that is cut, where nothing says so: no dots, and no bar to move it by. */
  const isCut = (element) => {
    const { overflowX, overflowY, textOverflow, webkitLineClamp, clipPath } = getComputedStyle(element)
    const isClipped = [overflowX, overflowY].some((way) => way === 'hidden' || way === 'clip')
    const isTold = textOverflow === 'ellipsis' || webkitLineClamp !== 'none'
    // Of the name of the reader the end gives way, and the brand is a picture alone where there is no more room.
    const isMeant = clipPath !== 'none' || element.matches('.whose')
    if (!isClipped || isTold || isMeant || !element.textContent.trim()) return false
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element
    return scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 1
  }

  const meet = (one, other) => {
    const width = Math.min(one.right, other.right) - Math.max(one.left, other.left)
    const height = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top)
    return width > 1 && height > 1
  }
  /** A password and the button that shows it are one field. */
  const belong = (one, other) =>
    one.contains(other) || other.contains(one) || one.closest('.revealing')?.contains(other)
  const controls = all('a[href], button, input:not([type=hidden]), select, textarea, summary')
  const boxes = controls.map(boxOf)
  const pairs = controls.flatMap((one, index) =>
    controls.slice(index + 1).flatMap((other, rest) =>
      meet(boxes[index], boxes[index + 1 + rest]) && !belong(one, other) ? [[one, other]] : []
    )
  )

  /** Pixels (WCAG 2.2, 2.5.8). A link within a sentence is as high as its line. */
  const LEAST = 24
  const isSmall = (element) => {
    const { width, height } = boxOf(element.closest('label') ?? element)
    return Math.min(width, height) < LEAST && getComputedStyle(element).display !== 'inline'
  }

  const isUndressed = (element) =>
    element.matches('input:not([type=checkbox]), select, textarea') && !element.matches('.control')

  const { scrollWidth, clientWidth } = document.documentElement
  return [
    ...(scrollWidth > clientWidth ? ['the page is wider than its window'] : []),
    ...all('body *').filter(isCut).map((element) => 'cut: ' + nameOf(element)),
    ...pairs.map(([one, other]) => 'one on the other: ' + nameOf(one) + ' ' + nameOf(other)),
    ...controls.filter(isSmall).map((element) => 'too small to press: ' + nameOf(element)),
    ...controls.filter(isUndressed).map((element) => 'as browsers dress it: ' + nameOf(element)),
  ]
})()`

export const findFaultsOfLooks = (page: Page) => page.evaluate<string[]>(FAULTS)

/** Keeps a picture of each part, where somebody wants them. */
export async function photograph(page: Page, parts: string, look: string) {
  if (!FOLDER) return
  for (const part of await page.locator(parts).all()) {
    const path = join(FOLDER, `${await part.getAttribute('id')}.${look}.png`)
    await part.screenshot({ path, animations: 'disabled' })
  }
}
