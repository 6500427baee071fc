import * as graph from 'xstate/graph';

// XState's own walks over a machine's states; its `createTestModel` is left out, since it refuses `after` and `invoke`

/** Finds the shortest way into every state of a journey's machine, as lists of events: one test for each state. */
export const getShortestPaths: typeof graph.getShortestPaths = graph.getShortestPaths;
/** Finds every way into every state that comes by no state twice; many where a machine has many events, so give it few. */
export const getSimplePaths: typeof graph.getSimplePaths = graph.getSimplePaths;
/** Follows a list of events through a journey's machine and says which states it passes. */
export const getPathsFromEvents: typeof graph.getPathsFromEvents = graph.getPathsFromEvents;
/** Puts a way behind another one that ends where it begins; throws where it does not. */
export const joinPaths: typeof graph.joinPaths = graph.joinPaths;
/** Turns a journey's machine into nodes and edges, for a drawing of your own; `drawJourney` makes one ready to show. */
export const toDirectedGraph: typeof graph.toDirectedGraph = graph.toDirectedGraph;
