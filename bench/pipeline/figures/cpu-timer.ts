/** Tells the CPU seconds that this process has taken since now, garbage collection and compilation among them. */
export function cpuTimer(): () => number {
  const begun = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(begun);
    return (user + system) / 1e6;
  };
}
