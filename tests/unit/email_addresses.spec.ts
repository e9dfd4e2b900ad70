import { test } from '@japa/runner'
import { canonicalEmail } from '#names/identifiers'
import { processorTimeOf } from '#tests/helpers/servers/processor_time'
import { titled } from '#tests/unit/titled'

test.group('Email addresses', () => {
  test('have one form')
    .with([
      ['Ann@Example.ORG', 'ann@example.org'],
      [' \t\r\nann@example.org\n ', 'ann@example.org'],
      ['ann+shop@example.org', 'ann+shop@example.org'],
      ["o'hara.j_{x}@sub.example.co.uk", "o'hara.j_{x}@sub.example.co.uk"],
      ['ann@B\u00dcCHER.example', 'ann@xn--bcher-kva.example'],
      ['ann@bu\u0308cher.example', 'ann@xn--bcher-kva.example'],
      ['ann@XN--BCHER-KVA.example', 'ann@xn--bcher-kva.example'],
      ['ann@fa\u00df.example', 'ann@xn--fa-hia.example'],
      ['ann@ΟΔΟΣ.example', 'ann@xn--pxavbq.example'],
      ['ann@例え.テスト', 'ann@xn--r8jz45g.xn--zckzah'],
      ['ann@a--b.1.example', 'ann@a--b.1.example'],
    ])
    .run(({ assert }, [typed, stored]) => {
      assert.equal(canonicalEmail(typed), stored)
      assert.equal(canonicalEmail(stored), stored, 'the form of the form is the form')
    })

  test('tell ann+shop@ from ann@', ({ assert }) => {
    assert.notEqual(canonicalEmail('ann+shop@example.org'), canonicalEmail('ann@example.org'))
  })

  test('refuse {$self}')
    .with([
      '',
      '@',
      'ann',
      'ann@',
      '@example.org',
      'ann@@example.org',
      'ann@lee@example.org',
      'ann lee@example.org',
      '.ann@example.org',
      'ann.@example.org',
      'ann..lee@example.org',
      '"ann"@example.org',
      'ann(lee)@example.org',
      'Ann <ann@example.org>',
      'ann@example.org,lee@example.org',
      'ann@localhost',
      'ann@example..org',
      'ann@.example.org',
      'ann@example.org.',
      'ann@-example.org',
      'ann@example-.org',
      'ann@exa_mple.org',
      'ann@example.123',
      'ann@127.0.0.1',
      'ann@[127.0.0.1]',
      'ann@[IPv6:::1]',
      'ann@1',
      'ann@0x7f.1',
      'ann@ex%61mple.org',
      'ann@example.org:25',
      'ann@example.org/x',
      'ann@xn--zzzzzz.example',
    ])
    .run(({ assert }, address) => assert.isNull(canonicalEmail(address)))

  test('refuse what looks like another address or cannot be seen: {title}')
    .with(
      titled([
        'ann＠example.org',
        'ann﹫example.org',
        'ann@ｅxample.org',
        'ann@example。org',
        'ann@example．org',
        'ann@\u212aate.example',
        'ann@℀.example',
        'änn@example.org',
        '\u0430nn@example.org',
        'ann\0@example.org',
        'ann@exam\0ple.org',
        'ann@exa\u00admple.org',
        'ann@exa\u200bmple.org',
        'ann@exa\u200dmple.org',
        'ann@exa\ufe0fmple.org',
        '\u202eann@example.org',
        'ann@example.org\u202c',
        '\ufeffann@example.org',
        'ann@example.org\u00a0',
        'ann\u2028@example.org',
        'ann@exa\ud800mple.org',
        'ann\r\nBcc: lee@example.org',
        'ann@example.org\nBcc: lee@example.com',
      ])
    )
    .run(({ assert }, { text }) => assert.isNull(canonicalEmail(text)))

  test('have at most 64 characters before the @, 63 in a label and 254 in all', ({ assert }) => {
    const long = (size: number) => `a@${'b.'.repeat(200)}`.slice(0, size - 3) + 'bcd'
    assert.equal(canonicalEmail(`${'a'.repeat(64)}@example.org`)?.length, 76)
    assert.isNull(canonicalEmail(`${'a'.repeat(65)}@example.org`))
    assert.isNotNull(canonicalEmail(`a@${'b'.repeat(63)}.org`))
    assert.isNull(canonicalEmail(`a@${'b'.repeat(64)}.org`))
    assert.equal(canonicalEmail(long(253))?.length, 253)
    assert.isNull(canonicalEmail(long(255)))
    assert.isNull(canonicalEmail(`ann@${'ü.'.repeat(40)}example`))
  })

  test('take bounded time for any input', async ({ assert }) => {
    const time = await processorTimeOf(() => {
      for (const unit of ['a.', ' ', 'ü', '@', 'xn--', '\u0301']) {
        canonicalEmail(unit.repeat(500_000))
        canonicalEmail(`a@${unit.repeat(250)}`)
        canonicalEmail(`${unit.repeat(250)}@`)
      }
    })
    assert.isBelow(time, 500)
  })
})
