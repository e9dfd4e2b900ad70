import { setTimeout as pause } from 'node:timers/promises'
import type { Locator, Page } from 'playwright-core'

/** Milliseconds in which a press has come to its end. */
const ENDING = 250

/** What moves though nobody pressed anything, as the browser tells it. */
const WATCH = `
  const tell = ({ value, hadRecentInput, sources }) =>
    hadRecentInput || moved(value + ': ' + sources.map(({ node }) => node?.parentElement?.innerHTML))
  new PerformanceObserver((list) => list.getEntries().forEach(tell))
    .observe({ type: 'layout-shift', buffered: true })
`

/** Of the mouse, or of a key where one is named. */
export type Press = { on: Locator; key?: string }

async function ready(page: Page, { on, key }: Press) {
  await on.waitFor()
  await on.scrollIntoViewIfNeeded()
  if (key) return on.focus()
  const { x, y, width, height } = (await on.boundingBox())!
  await page.mouse.move(x + width / 2, y + height / 2)
}

async function send(page: Page, { key }: Press) {
  if (key) return page.keyboard.press(key)
  await page.mouse.down()
  await page.mouse.up()
}

/** Watches what a page does about presses, from the next page that is opened in the window. */
export async function watch(page: Page) {
  const moved: string[] = []
  await page.exposeFunction('moved', (what: string) => moved.push(what))
  await page.addInitScript(WATCH)
  const session = await page.context().newCDPSession(page)
  // The time of its thread alone: a page looks no slower on a machine that has more to do.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })

  async function worked() {
    const { metrics } = await session.send('Performance.getMetrics')
    return metrics.find(({ name }) => name === 'TaskDuration')!.value * 1000
  }

  /** Milliseconds that the page works for a press. Another page that is asked for waits until that is known. */
  async function pressing(press: Press) {
    await ready(page, press)
    const isKnown = Promise.withResolvers<void>()
    await page.route(/./, async (route) => {
      if (route.request().isNavigationRequest()) await isKnown.promise
      return route.fallback()
    })
    await pause(ENDING)
    const before = await worked()
    await send(page, press)
    await pause(ENDING)
    const took = (await worked()) - before
    isKnown.resolve()
    await page.unroute(/./)
    return took
  }
  return { pressing, moved }
}

type TraceEvent = { name: string; args: { elementCount?: number } }

/** How many elements are dressed anew for a press, of all that the page has. */
export async function dressed(page: Page, press: Press) {
  const browser = page.context().browser()!
  await ready(page, press)
  await pause(ENDING)
  await browser.startTracing(page, { categories: ['devtools.timeline'] })
  await send(page, press)
  await pause(ENDING)
  const { traceEvents } = JSON.parse(String(await browser.stopTracing()))
  const counts = (traceEvents as TraceEvent[]).map(({ args }) => args?.elementCount ?? 0)
  return counts.reduce((sum, count) => sum + count, 0)
}
