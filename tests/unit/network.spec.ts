import { test } from '@japa/runner'
import { networkOf } from '#http/network'

test.group('The network of an address', () => {
  test('{0} is counted as {1}')
    .with([
      ['203.0.113.7', '203.0.113.7'],
      ['::ffff:203.0.113.7', '203.0.113.7'],
      ['::FFFF:203.0.113.7', '203.0.113.7'],
      ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
      ['2001:0DB8:0001:0002::', '2001:db8:1:2::/64'],
      ['2001:db8::1', '2001:db8:0:0::/64'],
      ['::1', '0:0:0:0::/64'],
      ['fe80::1%eth0', 'fe80:0:0:0::/64'],
      ['64:ff9b::203.0.113.7', '64:ff9b:0:0::/64'],
      ['203.0.113.7:5555', '203.0.113.7'],
      ['[2001:db8::1]', '2001:db8:0:0::/64'],
      ['[2001:db8::1]:80', '2001:db8:0:0::/64'],
      ['[::ffff:203.0.113.7]:80', '203.0.113.7'],
      ['999.1.1.1', 'unreadable'],
      ['unknown', 'unreadable'],
      ['', 'unreadable'],
      ['7'.repeat(300), 'unreadable'],
      [`fe80::1%${'x'.repeat(300)}`, 'unreadable'],
    ])
    .run(({ assert }, [address, network]) => assert.equal(networkOf(address), network))
})
