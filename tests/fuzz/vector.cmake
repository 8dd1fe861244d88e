set(libraries strom_vector_parts)
