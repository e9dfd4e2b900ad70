import { fileURLToPath } from 'node:url'
import { build, type Rolldown } from 'vite'

const ENTRY = fileURLToPath(new URL('../../../../clients/typescript/src/index.ts', import.meta.url))

let bundled: Promise<string> | undefined

async function bundle() {
  const output = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      lib: { entry: ENTRY, formats: ['es'] },
      minify: true,
      target: 'es2022',
      write: false,
    },
  })
  const [{ output: files }] = [output].flat() as Rolldown.RolldownOutput[]
  return files[0].code
}

/** The client as an application would ship it: one module, minified. */
export const bundleClient = () => (bundled ??= bundle())
