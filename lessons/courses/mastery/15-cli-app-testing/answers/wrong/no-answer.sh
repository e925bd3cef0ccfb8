# title: the question was not answered
# fails: newer
# says: This question is not answered yet
docker container run --rm ubuntu:14.04 sh -c 'apt-get update && apt-get install -y curl && curl --version'
docker container run --rm centos:7 sh -c 'yum update -y curl && curl --version'
docker container ls -a
