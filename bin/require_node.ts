/** Imported before anything else: an older Node would stop later and say less. */
const OLDEST = 24

/** A build is installed without what is for development, and so without a Node of its own. */
const ADVICE = import.meta.filename.endsWith('.ts')
  ? 'npm ci brings it along: use "npm start", or put node_modules/.bin first on your PATH.'
  : `Install Node ${OLDEST} on this machine, and run the same command with it.`

if (Number.parseInt(process.versions.node) < OLDEST) {
  process.stderr.write(
    `Gatehouse runs on Node ${OLDEST}, and this is ${process.version}. ${ADVICE}\n`
  )
  process.exit(1)
}
