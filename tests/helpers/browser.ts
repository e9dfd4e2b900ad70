import { access } from 'node:fs/promises'
import { browserClient } from '@japa/browser-client'
import { chromium } from 'playwright-core'

const CANDIDATES = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

const exists = (path: string) =>
  access(path)
    .then(() => true)
    .catch(() => false)

async function findChromium() {
  for (const path of CANDIDATES) if (path && (await exists(path))) return path
  return null
}

/** The browser that the tests drive, or null where there is none. */
export const chromiumPath = await findChromium()

/** Milliseconds: a browser that takes longer, on however busy a machine, does not start. */
const PATIENCE = 120_000

export const browserPlugins = () =>
  chromiumPath
    ? [
        browserClient({
          runInSuites: ['browser'],
          launcher: () =>
            chromium.launch({ executablePath: chromiumPath, args: FLAGS, timeout: PATIENCE }),
        }),
      ]
    : []

export function reportMissingBrowser() {
  if (chromiumPath) return
  process.stdout.write(
    'SKIPPED: the browser suite. Install Chromium (Debian: apt-get install chromium), or set CHROMIUM_PATH.\n'
  )
}
