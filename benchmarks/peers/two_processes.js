/** Gatehouse's production build in two processes on one port. */
import cluster from 'node:cluster'

cluster.setupPrimary({ exec: 'bin/server.js' })
for (let i = 0; i < 2; i++) cluster.fork()
process.on('SIGTERM', () => {
  for (const worker of Object.values(cluster.workers)) worker.process.kill('SIGTERM')
})
cluster.on('exit', () => {
  if (Object.keys(cluster.workers).length === 0) process.exit()
})
