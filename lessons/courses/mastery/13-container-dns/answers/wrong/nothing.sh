# title: nothing was done
# fails: both-run called-by-name looked-up name-server started-again name-still-works plain-ones saw-bad-address db-alias alias-works shop-net web-in store-in by-own-name by-alias stranger-out tidy
# says: There is no container ‘my_nginx’
docker version
