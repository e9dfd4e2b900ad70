import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { test } from '@japa/runner'
import { signInApp } from '#tests/helpers/clients/sign_in'
import { keepFile } from '#tests/helpers/files/files'
import { contentsOf, madeFor } from '#tests/helpers/transfers/data_exports'

const NAMES = [
  { what: 'longer in bytes than a name may be', names: [`${'日'.repeat(251)}.txt`] },
  { what: 'alike where they are cut', names: ['x'.repeat(255), 'X'.repeat(255), 'x'.repeat(254)] },
  {
    what: 'long, with an ending',
    names: [`${'🎉'.repeat(200)}.tar.gz`, `${'🎉'.repeat(199)}.tar.gz`],
  },
  { what: 'all ending', names: [`a.${'ü'.repeat(253)}`, `con.${'ü'.repeat(251)}`] },
  { what: 'of devices', names: ['con', 'Aux.txt', 'lpt1', 'nul.tar.gz', 'console.txt'] },
  { what: 'composed in several ways', names: ['e\u0301.txt', 'é.txt', 'É.txt'] },
]

const DEVICE = /^(con|aux|lpt1|nul)(\.|$)/i

test.group('Files in an archive of all that is mine', () => {
  test('can be unpacked on every system, if their names are {what}')
    .with(NAMES)
    .run(async ({ assert, cleanup }, { names }) => {
      const owner = await signInApp()
      for (const name of names) await keepFile(owner.person, { name })
      const folder = await mkdtemp(join(tmpdir(), 'unpacked-'))
      cleanup(() => rm(folder, { recursive: true }))

      const paths = Object.keys(await contentsOf(await madeFor(owner)))
      const unpacked = paths
        .filter((path) => path.startsWith('files/'))
        .map((path) => basename(path))
      for (const name of unpacked) {
        await writeFile(join(folder, name), '')
        assert.notMatch(name, DEVICE)
      }
      const alike = unpacked.map((name) => name.normalize('NFC').toLowerCase())
      assert.lengthOf([...new Set(alike)], names.length)
    })
})
