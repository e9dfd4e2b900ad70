import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    profile: { type: 'boolean', default: false },
    memory: { type: 'boolean', default: false },
    instructions: { type: 'boolean', default: false },
  },
})

/** What `npm run bench -- --…` was asked for. */
export const options = {
  /** A quick look instead of the whole, to see that everything runs. Its figures go nowhere. */
  quick: values.quick,

  /** A CPU profile per credential, under tmp/profiles, and nothing else. */
  profile: values.profile,

  /** The instructions that requests take, counted by Valgrind, and nothing else. */
  instructions: values.instructions,

  /** Ten minutes of mixed load, watching the memory of the server, beside the rest. */
  memory: values.memory,
}

/** How long and how often is measured; what is close takes more rounds to tell apart. Times in seconds. */
export const plan = options.quick
  ? { connections: [1, 32], rounds: 1, closeRounds: 1, window: 1, warmUp: 1, retries: 0, starts: 2 }
  : {
      connections: [1, 4, 32, 128],
      rounds: 3,
      closeRounds: 9,
      window: 2,
      warmUp: 4,
      retries: 1,
      starts: 7,
    }
