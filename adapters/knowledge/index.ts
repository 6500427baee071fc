export { createMinisearchKnowledge, type MinisearchKnowledgeConfig } from './create-minisearch-knowledge.js';
