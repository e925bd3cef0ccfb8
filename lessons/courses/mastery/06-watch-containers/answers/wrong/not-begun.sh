# title: the report was not written
# from: report
# fails: address pid password
# says: There is no file address.txt
docker container inspect web
docker container logs db
