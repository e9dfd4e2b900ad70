import { spawn, spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from './load/free_port.js'

/** Debian keeps it where only the administrator looks for programs. */
const PLACES = ['nginx', '/usr/sbin/nginx']

/** The program and the version it has; null where there is none. */
function findNginx() {
  for (const command of PLACES) {
    const { status, stderr } = spawnSync(command, ['-v'], { encoding: 'utf8' })
    if (status === 0) return { command, version: stderr.trim().replace(/^.*nginx\//, 'nginx ') }
  }
  return null
}

export const nginx = findNginx()

/** As Debian sets it up, but for one worker, no log, and connections that stay open. */
const configuration = (folder: string, root: string, port: number) => `
daemon off;
worker_processes 1;
${process.getuid?.() === 0 ? `user ${userInfo().username};` : ''}
pid ${folder}/pid;
error_log ${folder}/errors.log;
events {}
http {
  sendfile on;
  tcp_nopush on;
  access_log off;
  keepalive_requests 1000000000;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((of) => `${of}_temp_path ${folder}/${of};`).join(' ')}
  server {
    listen 127.0.0.1:${port};
    root ${root};
  }
}
`

/** nginx sending the files of a folder; null where it is not installed. */
export async function startNginx(root: string) {
  if (!nginx) return null
  const port = await freePort()
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-bench-nginx-'))
  const file = join(folder, 'nginx.conf')
  await writeFile(file, configuration(folder, root, port))
  const child = spawn(nginx.command, ['-p', folder, '-e', `${folder}/errors.log`, '-c', file], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = new Promise((resolve) => {
    child.once('exit', resolve).once('error', resolve)
  })
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
    await rm(folder, { recursive: true, force: true })
  }
  for (let tries = 0; tries < 250; tries++) {
    const answer = await fetch(`http://127.0.0.1:${port}/`).catch(() => null)
    await answer?.arrayBuffer()
    if (answer) return { pid: child.pid!, port, stop }
    await wait(20)
  }
  await stop()
  throw new Error('nginx does not answer.')
}
