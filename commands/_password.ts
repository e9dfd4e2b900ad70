import { text } from 'node:stream/consumers'
import type { BaseCommand } from '@adonisjs/core/ace'
import { CommandFailure } from './_command.js'

type Prompt = BaseCommand['prompt']

async function askTwice(prompt: Prompt) {
  if (!process.stdin.isTTY) {
    throw new CommandFailure(
      'There is no terminal to ask for the password. Pass it on standard input, with --password-stdin.'
    )
  }
  const password = await prompt.secure('Password')
  const again = await prompt.secure('Repeat the password')
  if (password !== again) throw new CommandFailure('The two passwords do not match.')
  return password
}

/**
 * A new password: typed twice and hidden, or all of standard input without the final line break. Never an argument,
 * which other users of the machine and the shell's history would see.
 */
export async function readPassword(prompt: Prompt, fromStandardInput: boolean) {
  if (!fromStandardInput) return askTwice(prompt)
  const input = await text(process.stdin)
  return input.replace(/\r?\n$/, '')
}
