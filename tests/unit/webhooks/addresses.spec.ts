import { test } from '@japa/runner'
import { isPublic } from '#webhooks/addresses'
import { faultOfTarget } from '#webhooks/target'

test.group('An address that a webhook may go to', () => {
  test('is one of the internet: {$self}')
    .with(['1.1.1.1', '93.184.216.34', '172.32.0.1', '2606:4700:4700::1111'])
    .run(({ assert }, address) => {
      assert.isTrue(isPublic(address))
    })

  test('is none that leads into a network of ours: {$self}')
    .with([
      '0.0.0.0',
      '10.0.0.1',
      '100.64.0.1',
      '100.100.100.200',
      '127.0.0.1',
      '127.255.255.254',
      '169.254.169.254',
      '172.16.0.1',
      '172.31.255.255',
      '192.168.1.1',
      '168.63.129.16',
      '198.18.0.1',
      '224.0.0.1',
      '255.255.255.255',
      '::',
      '::1',
      '::127.0.0.1',
      '::ffff:127.0.0.1',
      '::ffff:7f00:1',
      '::ffff:10.0.0.1',
      '64:ff9b::a9fe:a9fe',
      '2002:7f00:1::',
      '2001:db8::1',
      'fc00::1',
      'fd00:ec2::254',
      'fe80::1',
      'ff02::1',
      'localhost',
      '',
    ])
    .run(({ assert }, address) => {
      assert.isFalse(isPublic(address))
    })

  test('is told from the URL, however it is written: {0} is {1}')
    .with([
      ['https://example.org/hook?a=b', null],
      ['https://127.0.0.1/', 'webhook_public'],
      ['https://2130706433/', 'webhook_public'],
      ['https://0x7f.1/', 'webhook_public'],
      ['https://0177.0.0.1/', 'webhook_public'],
      ['https://[::1]/', 'webhook_public'],
      ['https://[::ffff:169.254.169.254]/', 'webhook_public'],
      ['https://169.254.169.254/latest/meta-data', 'webhook_public'],
      ['https://user:secret@example.org/', 'webhook_url'],
      ['https://example.org:0/', 'webhook_url'],
      ['https://example.org:00000/', 'webhook_url'],
      ['https://example..org/', 'webhook_public'],
      ['https://.example.org/', 'webhook_public'],
      ['ftp://example.org/', 'webhook_url'],
      ['file:///etc/passwd', 'webhook_url'],
      ['nonsense', 'webhook_url'],
    ] as const)
    .run(({ assert }, [url, fault]) => {
      assert.equal(faultOfTarget(url), fault)
    })
})
