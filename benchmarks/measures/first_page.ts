import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Server } from '../servers.js'

const LIGHTHOUSE = fileURLToPath(
  new URL('../peers/node_modules/lighthouse/cli/index.js', import.meta.url)
)
const BROWSERS = [process.env.CHROME_PATH, '/usr/bin/chromium', '/usr/bin/google-chrome']

type Report = {
  categories: { performance: { score: number } }
  audits: Record<string, { numericValue?: number; displayValue?: string }>
}

/** Lighthouse's own score of `/` on its phone profile, cold; null where there is no browser. */
export async function measureFirstPage({ port }: Server) {
  const browser = BROWSERS.find((path) => path && existsSync(path))
  if (!browser) return null

  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      LIGHTHOUSE,
      `http://127.0.0.1:${port}/`,
      '--only-categories=performance',
      '--form-factor=mobile',
      '--output=json',
      '--quiet',
      '--chrome-flags=--headless=new --no-sandbox --disable-gpu',
    ],
    { env: { ...process.env, CHROME_PATH: browser }, maxBuffer: 64 * 1024 * 1024 }
  )
  const { categories, audits } = JSON.parse(stdout) as Report
  return {
    score: Math.round(categories.performance.score * 100),
    bytes: audits['total-byte-weight'].numericValue!,
    firstPaint: audits['first-contentful-paint'].displayValue!,
    largestPaint: audits['largest-contentful-paint'].displayValue!,
  }
}
