/** Imported before anything else: an older Node would stop later and say less. */
const OLDEST = 24

if (Number.parseInt(process.versions.node) < OLDEST) {
  process.stderr.write(
    `Gatehouse runs on Node ${OLDEST}, and this is ${process.version}. ` +
      `npm ci brings it along: use "npm start", or put node_modules/.bin first on your PATH.\n`
  )
  process.exit(1)
}
