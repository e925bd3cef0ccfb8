# title: another folder was listed
# from: orders
# fails: lister
# says: printed the names of the files
docker run --name lister alpine ls /
docker run --name version --entrypoint nginx nginx -v
docker run --name three ubuntu sh -c 'exit 3'
docker run -d --name db -e MYSQL_RANDOM_ROOT_PASSWORD=yes mysql mysqld --port=3307
