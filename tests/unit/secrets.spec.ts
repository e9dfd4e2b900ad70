import { test } from '@japa/runner'
import {
  generateSecret,
  generateSessionId,
  isWellFormedSecret,
  maskSecrets,
} from '#secrets/secrets'

test.group('Secrets', () => {
  test('carry their kind and a checksum that a scanner can verify', ({ assert }) => {
    const token = generateSecret('access')
    assert.match(token, /^gatehouse_at_[0-9A-Za-z]{36}$/)
    assert.isTrue(isWellFormedSecret('access', token))
    assert.isFalse(isWellFormedSecret('refresh', token))
  })

  test('are refused when a single character differs', ({ assert }) => {
    const token = generateSecret('refresh')
    const flipped = token.slice(0, -1) + (token.endsWith('A') ? 'B' : 'A')
    assert.isFalse(isWellFormedSecret('refresh', flipped))
  })

  test('never come twice', ({ assert }) => {
    const made = Array.from({ length: 1_000 }, () => generateSecret('access'))
    assert.lengthOf(new Set(made), 1_000)
    assert.lengthOf(generateSessionId(), 43)
  })

  test('are cut down to their kind for the log, and so are signed links', ({ assert }) => {
    assert.equal(maskSecrets(`Bearer ${generateSecret('access')}`), 'Bearer gatehouse_at_[masked]')
    assert.equal(
      maskSecrets('{"url":"/file/1?link=2&signature=eyJtZX-_9.Zm9v&download=1","status":200}'),
      '{"url":"/file/1?link=2&signature=[masked]&download=1","status":200}'
    )
    assert.equal(maskSecrets('?next=%26signature%3DeyJ.Zm9v"'), '?next=%26signature%3D[masked]"')
  })
})
