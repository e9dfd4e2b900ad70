import { existsSync, globSync, readFileSync } from 'node:fs'
import { test } from '@japa/runner'

const SOURCES = [
  'app/**/*.ts',
  'commands/**/*.ts',
  'config/**/*.ts',
  'database/**/*.ts',
  'start/**/*.ts',
]

/** What only has to be unique protects nothing. */
const ONLY_UNIQUE = /import \{ randomUUID \} from 'node:crypto'/

const USES =
  /from 'node:crypto'|\bencryption\.(encrypt|decrypt|use|getMessageVerifier)\(|\.encryptedCookie\(|\/services\/hash'|core\/(hash|encryption)'/

const usesCryptography = (path: string) => {
  const source = readFileSync(path, 'utf8').replace(ONLY_UNIQUE, '')
  return USES.test(source)
}

test.group('The inventory of cryptography', () => {
  const document = readFileSync('docs/cryptography.md', 'utf8')
  const named = [
    ...document.matchAll(/`((?:app|commands|config|database|start)\/[\w/]+\.ts)`/g),
  ].map(([, path]) => path)
  const using = globSync(SOURCES).filter(usesCryptography)

  test('names every file that uses any', ({ assert }) => {
    assert.isNotEmpty(using)
    assert.isEmpty(using.filter((path) => !named.includes(path)))
  })

  test('names no file that uses none', ({ assert }) => {
    assert.isEmpty(named.filter((path) => existsSync(path) && !using.includes(path)))
  })
})
