# title: the versions were compared wrongly
# fails: newer
# says: ‘centos’ is not the answer
docker container run --rm ubuntu:14.04 sh -c 'apt-get update && apt-get install -y curl && curl --version'
docker container run --rm centos:7 sh -c 'yum update -y curl && curl --version'
answer newer centos
docker container ls -a
