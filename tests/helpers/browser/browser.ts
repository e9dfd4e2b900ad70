import { execFile } from 'node:child_process'
import { glob } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { browserClient } from '@japa/browser-client'
import type { NormalizedConfig, PluginFn, TestSuite } from '@japa/runner/types'
import { chromium } from 'playwright-core'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

/** Milliseconds: a browser that takes longer, on however busy a machine, does not start. */
const PATIENCE = 120_000

/** The places to look at, in this order. Who names a browser gets no other. */
function candidates() {
  if (process.env.CHROMIUM_PATH) return [process.env.CHROMIUM_PATH]
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/snap/bin']
  return [
    ...folders.filter(Boolean).flatMap((folder) => NAMES.map((name) => join(folder, name))),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    chromium.executablePath(),
  ]
}

/** A file of that name may be a stub that only says what to install, or lack its libraries. */
const works = (path: string) =>
  promisify(execFile)(path, ['--version'], { timeout: PATIENCE }).then(
    () => true,
    () => false
  )

async function findChromium() {
  for (const path of new Set(candidates())) if (await works(path)) return path
  return null
}

let found: ReturnType<typeof findChromium> | undefined

/** The browser that the tests drive, or null where there is none. */
export const chromiumPath = () => (found ??= findChromium())

export const browserPlugin = browserClient({
  runInSuites: ['browser'],
  launcher: async () =>
    chromium.launch({
      executablePath: (await chromiumPath()) ?? undefined,
      args: FLAGS,
      timeout: PATIENCE,
    }),
})

const NO_CHROMIUM =
  'SKIPPED: the browser suite, as there is no Chromium. ' +
  'Install it (Debian: apt-get install chromium), or name one in CHROMIUM_PATH.\n'

/** Whether a run with these filters has specs of the suite. */
async function isAskedFor({ name, files }: TestSuite, { filters }: NormalizedConfig) {
  if (filters.suites?.length && !filters.suites.includes(name)) return false
  if (!filters.files?.length) return true
  const words = filters.files.map((filter) => filter.replace(/(\.spec)?(\.ts)?$|\*/g, ''))
  const specs = await Array.fromAsync(glob(files as string[]))
  return specs.some((spec) => words.some((word) => spec.includes(word)))
}

/** Leaves the browser suite out, with a line about it, where there is no browser. */
export const leaveOutBrowser: PluginFn = async ({ config }) => {
  const suites = 'suites' in config ? config.suites : []
  const suite = suites.find(({ name }) => name === 'browser')
  if (!suite || !(await isAskedFor(suite, config)) || (await chromiumPath())) return
  suite.files = []
  process.stdout.write(NO_CHROMIUM)
}
