"""How capacity is assessed: instruments kept, assessments answered, results read."""
