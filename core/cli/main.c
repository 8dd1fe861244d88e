/* The program's entry. */
#include "base/str.h"

int main(void)
{
	return 2;
}
