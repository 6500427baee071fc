/** XState's own walks over a machine's states, for tests and drawings of journeys; `createTestModel` is left out, since it refuses `after` and `invoke`. */
export { getShortestPaths, getSimplePaths, getPathsFromEvents, joinPaths, toDirectedGraph } from 'xstate/graph';
